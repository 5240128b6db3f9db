package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Failure;
import org.jspecify.annotations.Nullable;

/** One client's request on its way. Made by the world, carried through a {@link DataPlane}. */
public final class Flight implements Event {
    private final World world;
    final int gateway;
    /** Which consumer asks. */
    public final int client;
    /** Which of the scenario's kinds it is of. */
    public final int kind;
    /** When the client sent it. */
    public final long bornNanos;

    /** What the data plane keeps of it. */
    public @Nullable Object memory;

    /** Seller of the attempt under way, or of the last one. */
    public int seller;

    /** Attempts begun. */
    public int attempts;

    /** When the attempt under way, or the last one, began. */
    public long attemptNanos;

    /** How the attempt under way will end; null for well. */
    public @Nullable Failure failure;

    Flight(World world, int gateway, int client, int kind, long bornNanos) {
        this.world = world;
        this.gateway = gateway;
        this.client = client;
        this.kind = kind;
        this.bornNanos = bornNanos;
    }

    /** Whether the attempt reached its seller, who takes money for it then. */
    public boolean reached() {
        return failure != Failure.CONNECT && failure != Failure.OVERLOADED;
    }

    @Override
    public void happen(long nowNanos) {
        world.attemptEnded(this, nowNanos);
    }
}
