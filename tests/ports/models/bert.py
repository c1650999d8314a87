"""A layer of BERT with its embeddings: buffers, a mask that is added, feed-forward network and pooler."""

import math

import torch
from torch import nn


class BertEmbeddings(nn.Module):
    def __init__(self, vocab_size=50, hidden_size=32, max_positions=16):
        super().__init__()
        self.word_embeddings = nn.Embedding(vocab_size, hidden_size, padding_idx=0)
        self.position_embeddings = nn.Embedding(max_positions, hidden_size)
        self.LayerNorm = nn.LayerNorm(hidden_size, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.register_buffer("position_ids", torch.arange(max_positions).expand((1, -1)), persistent=False)

    def forward(self, input_ids):
        seq_length = input_ids.size()[1]
        position_ids = self.position_ids[:, :seq_length]
        embeddings = self.word_embeddings(input_ids) + self.position_embeddings(position_ids)
        return self.dropout(self.LayerNorm(embeddings))


class BertSelfAttention(nn.Module):
    def __init__(self, hidden_size=32, num_heads=4):
        super().__init__()
        self.num_heads = num_heads
        self.head_size = hidden_size // num_heads
        self.query = nn.Linear(hidden_size, hidden_size)
        self.key = nn.Linear(hidden_size, hidden_size)
        self.value = nn.Linear(hidden_size, hidden_size)
        self.dropout = nn.Dropout(p=0.1)

    def transpose_for_scores(self, x):
        x = x.view(x.size()[:-1] + (self.num_heads, self.head_size))
        return x.permute(0, 2, 1, 3)

    def forward(self, hidden_states, attention_mask):
        query_layer = self.transpose_for_scores(self.query(hidden_states))
        key_layer = self.transpose_for_scores(self.key(hidden_states))
        value_layer = self.transpose_for_scores(self.value(hidden_states))
        scores = torch.matmul(query_layer, key_layer.transpose(-1, -2)) / math.sqrt(self.head_size)
        scores = scores + attention_mask
        probs = self.dropout(nn.functional.softmax(scores, dim=-1))
        context = torch.matmul(probs, value_layer).permute(0, 2, 1, 3).contiguous()
        return context.view(context.size(0), context.size(1), -1)


class BertLayer(nn.Module):
    def __init__(self, hidden_size=32):
        super().__init__()
        self.attention = BertSelfAttention(hidden_size)
        self.output = nn.Linear(hidden_size, hidden_size)
        self.norm1 = nn.LayerNorm(hidden_size, eps=1e-12)
        self.intermediate = nn.Linear(hidden_size, 4 * hidden_size)
        self.dense = nn.Linear(4 * hidden_size, hidden_size)
        self.norm2 = nn.LayerNorm(hidden_size, eps=1e-12)
        self.act = nn.GELU()

    def forward(self, hidden_states, attention_mask):
        attended = self.output(self.attention(hidden_states, attention_mask))
        hidden_states = self.norm1(hidden_states + attended)
        return self.norm2(hidden_states + self.dense(self.act(self.intermediate(hidden_states))))


class BertModel(nn.Module):
    def __init__(self, num_layers=2):
        super().__init__()
        self.embeddings = BertEmbeddings()
        self.layers = nn.ModuleList(BertLayer() for _ in range(num_layers))
        self.pooler = nn.Linear(32, 32)
        for module in self.modules():
            self._init_weights(module)

    def _init_weights(self, module):
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)

    def forward(self, input_ids, attention_mask):
        extended = attention_mask.unsqueeze(1).unsqueeze(2).to(dtype=torch.float32)
        extended = (1.0 - extended) * torch.finfo(torch.float32).min
        hidden_states = self.embeddings(input_ids)
        for layer in self.layers:
            hidden_states = layer(hidden_states, extended)
        return torch.tanh(self.pooler(hidden_states[:, 0])), hidden_states


def build():
    return BertModel()


def inputs(draw):
    mask = [[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0]]
    return [draw.integers(1, 50, 2, 6), mask]


def compute(model, input_ids, attention_mask):
    model.eval()
    with torch.no_grad():
        pooled, hidden = model(input_ids, attention_mask)
    return pooled, hidden
