"""A loop that trains a small network: loss, gradients, optimizer and schedule."""

import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim


class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.conv1 = nn.Conv2d(1, 4, 3, 1)
        self.fc1 = nn.Linear(4 * 3 * 3, 16)
        self.fc2 = nn.Linear(16, 5)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.max_pool2d(x, 2)
        x = torch.flatten(x, 1)
        return self.fc2(F.relu(self.fc1(x)))


def train(model, device, batches, optimizer, criterion):
    model.train()
    losses = []
    for batch_idx, (data, target) in enumerate(batches):
        data, target = data.to(device), target.to(device)
        optimizer.zero_grad()
        output = model(data)
        loss = criterion(output, target)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def build():
    return Net()


def inputs(draw):
    return [draw.normal(3, 8, 1, 8, 8), draw.integers(0, 5, 3, 8)]


def compute(model, images, labels):
    device = torch.device("cpu")
    model = model.to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    losses = train(model, device, zip(images, labels), optimizer, criterion)
    model.eval()
    with torch.no_grad():
        prediction = model(images[0])
        accuracy = prediction.argmax(dim=1).eq(labels[0]).float().mean()
    return torch.tensor(losses), prediction, accuracy
