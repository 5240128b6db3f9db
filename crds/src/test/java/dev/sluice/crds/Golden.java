package dev.sluice.crds;

/** Files that tests compare and, when asked, rewrite. */
final class Golden {
    static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
    static final String COMMAND = "rewrite it with: make generate";

    private Golden() {}
}
