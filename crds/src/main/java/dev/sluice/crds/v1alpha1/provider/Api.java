package dev.sluice.crds.v1alpha1.provider;

/** What a provider speaks. */
public enum Api {
    JSONRPC,
    HTTP
}
