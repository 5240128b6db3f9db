package dev.sluice.operator.web;

/** Whether the process lives and can work. Must not block. */
public interface Pulse {
    /** Longest silence of the control thread that is no reason to start the process anew. */
    long SILENCE_SECONDS = 30;

    /** The control thread moved within {@link #SILENCE_SECONDS}. */
    boolean alive();

    /** Everything that is watched was read once. */
    boolean ready();

    /** Why not, without secrets; empty where both hold. */
    String reason();
}
