package dev.sluice.contract.snapshot;

/** What a provider speaks. */
public enum Api {
    JSONRPC,
    HTTP
}
