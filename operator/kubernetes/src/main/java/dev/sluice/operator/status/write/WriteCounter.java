package dev.sluice.operator.status.write;

/** Is told of every write, by kind, e.g. {@code Provider}. Called on the writing thread. */
public interface WriteCounter {

    /** The API server took it. */
    void written(String kind);

    /** The object changed meanwhile, or is gone. */
    void outdated(String kind);

    /** Anything else went wrong; it is tried again. */
    void failed(String kind);
}
