"""Checks of claims against the network, one file each."""
