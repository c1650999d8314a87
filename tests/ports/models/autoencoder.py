"""A variational autoencoder of images: convolutions, reparameterisation, and a loss of two terms."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class VAE(nn.Module):
    def __init__(self, latent_dim=6):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, kernel_size=3, stride=2, padding=1),
            nn.ReLU(inplace=True),
            nn.AvgPool2d(2),
            nn.Conv2d(8, 16, kernel_size=3, stride=2, padding=1),
            nn.ELU(inplace=True),
            nn.Flatten(),
        )
        self.fc_mu = nn.Linear(16 * 2 * 2, latent_dim)
        self.fc_logvar = nn.Linear(16 * 2 * 2, latent_dim)
        self.decoder_input = nn.Linear(latent_dim, 16 * 2 * 2)
        self.decoder = nn.Sequential(
            nn.Upsample(scale_factor=2, mode="nearest"),
            nn.ConvTranspose2d(16, 8, kernel_size=4, stride=2, padding=1),
            nn.PReLU(),
            nn.ConvTranspose2d(8, 1, kernel_size=4, stride=2, padding=1),
            nn.Sigmoid(),
        )

    def encode(self, x):
        h = self.encoder(x)
        return self.fc_mu(h), self.fc_logvar(h)

    def reparameterize(self, mu, logvar):
        std = torch.exp(0.5 * logvar)
        eps = torch.randn_like(std)
        return mu + eps * std if self.training else mu

    def decode(self, z):
        h = F.relu(self.decoder_input(z)).view(-1, 16, 2, 2)
        return self.decoder(h)

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = self.reparameterize(mu, logvar)
        return self.decode(z), mu, logvar


def vae_loss(recon, x, mu, logvar):
    bce = F.binary_cross_entropy(recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return bce + kld


def build():
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    return VAE().to(device).eval()


def inputs(draw):
    return [draw.uniform(2, 1, 16, 16)]


def compute(vae, x):
    recon, mu, logvar = vae(x)
    return recon, vae_loss(recon, x, mu, logvar)
