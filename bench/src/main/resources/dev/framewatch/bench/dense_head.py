"""The tutorial's head in PyTorch, trained on random features: dense_head.py PICTURES NUMBERS EPOCHS

Prints the seconds that the epochs took. Needs Debian's python3-torch."""

import sys
import time

import torch
from torch import nn

pictures, numbers, epochs = (int(argument) for argument in sys.argv[1:])
torch.manual_seed(1)
features = torch.randn(pictures, numbers)
classes = (torch.rand(pictures) < 0.37).long()

layers = []
width = numbers
for units in (1024, 512, 512, 256):
    layers += [nn.Linear(width, units), nn.Sigmoid(), nn.Dropout(0.5)]
    width = units
model = nn.Sequential(*layers, nn.Linear(width, 2))
optimiser = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)
cross_entropy = nn.CrossEntropyLoss()

start = time.time()
for epoch in range(epochs):
    model.train()
    loss_sum = 0.0
    right = 0
    for batch in torch.randperm(pictures).split(32):
        optimiser.zero_grad()
        logits = model(features[batch])
        loss = cross_entropy(logits, classes[batch])
        loss.backward()
        optimiser.step()
        loss_sum += loss.item() * len(batch)
        right += (logits.argmax(1) == classes[batch]).sum().item()
    print(f"epoch {epoch + 1}: loss {loss_sum / pictures:.4f}", file=sys.stderr)
print(time.time() - start)
