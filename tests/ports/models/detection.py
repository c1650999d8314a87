"""The head of a detector: anchors, boxes that are decoded and clipped, scores, and the intersection over union."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def box_area(boxes):
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def box_iou(boxes1, boxes2):
    area1 = box_area(boxes1)
    area2 = box_area(boxes2)
    lt = torch.max(boxes1[:, None, :2], boxes2[:, :2])
    rb = torch.min(boxes1[:, None, 2:], boxes2[:, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[:, :, 0] * wh[:, :, 1]
    return inter / (area1[:, None] + area2 - inter + 1e-6)


class DetectionHead(nn.Module):
    def __init__(self, in_channels=8, num_anchors=3, num_classes=4, prior=0.01):
        super().__init__()
        self.num_classes = num_classes
        self.conv = nn.ModuleList()
        for _ in range(2):
            self.conv.append(nn.Sequential(nn.Conv2d(in_channels, in_channels, 3, 1, 1), nn.ReLU()))
        self.cls_logits = nn.Conv2d(in_channels, num_anchors * num_classes, kernel_size=1)
        self.bbox_pred = nn.Conv2d(in_channels, num_anchors * 4, kernel_size=1)
        sizes = torch.tensor([8.0, 16.0, 32.0])
        self.register_buffer("cell_anchors", torch.stack([-sizes, -sizes, sizes, sizes], dim=1) / 2)
        nn.init.constant_(self.cls_logits.bias, -math.log((1 - prior) / prior))
        for layer in self.children():
            if isinstance(layer, nn.Conv2d):
                nn.init.normal_(layer.weight, std=0.01)

    def grid_anchors(self, height, width, stride):
        shift_x = torch.arange(0, width, dtype=torch.float32) * stride
        shift_y = torch.arange(0, height, dtype=torch.float32) * stride
        shift_y, shift_x = torch.meshgrid(shift_y, shift_x, indexing="ij")
        shift_x, shift_y = shift_x.reshape(-1), shift_y.reshape(-1)
        shifts = torch.stack((shift_x, shift_y, shift_x, shift_y), dim=1)
        return (shifts.view(-1, 1, 4) + self.cell_anchors.view(1, -1, 4)).reshape(-1, 4)

    def decode(self, deltas, anchors):
        widths = anchors[:, 2] - anchors[:, 0]
        heights = anchors[:, 3] - anchors[:, 1]
        ctr_x = anchors[:, 0] + 0.5 * widths
        ctr_y = anchors[:, 1] + 0.5 * heights
        dx, dy, dw, dh = deltas.unbind(dim=-1)
        dw = torch.clamp(dw, max=math.log(1000.0 / 16))
        x, y = dx * widths + ctr_x, dy * heights + ctr_y
        w, h = torch.exp(dw) * widths, torch.exp(dh) * heights
        return torch.stack((x - w / 2, y - h / 2, x + w / 2, y + h / 2), dim=-1)

    def forward(self, features, stride=8):
        for conv in self.conv:
            features = conv(features)
        n, _, height, width = features.shape
        logits = self.cls_logits(features)
        logits = logits.view(n, -1, self.num_classes, height, width).permute(0, 3, 4, 1, 2)
        logits = logits.reshape(n, -1, self.num_classes)
        deltas = self.bbox_pred(features).view(n, -1, 4, height, width).permute(0, 3, 4, 1, 2).reshape(n, -1, 4)
        anchors = self.grid_anchors(height, width, stride).to(features.device)
        boxes = self.decode(deltas, anchors)
        return boxes.clamp(min=0, max=stride * width), torch.sigmoid(logits)


def build():
    return DetectionHead().eval()


def inputs(draw):
    return [draw.normal(1, 8, 4, 4)]


def compute(head, features):
    with torch.no_grad():
        boxes, scores = head(features)
        best, labels = scores[0].max(dim=-1)
        top, index = torch.topk(best, k=5)
        chosen = boxes[0][index]
        iou = box_iou(chosen, chosen)
        target = F.one_hot(labels[index], num_classes=4).float()
        loss = F.smooth_l1_loss(scores[0][index], target)
    return chosen, top, iou, loss
