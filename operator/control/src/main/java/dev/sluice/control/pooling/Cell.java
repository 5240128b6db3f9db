package dev.sluice.control.pooling;

import dev.sluice.contract.plan.PlanKey;

/**
 * What evidence is kept for: one provider serving one plan key. Its hash is kept, since there are many and each is looked up often.
 */
public final class Cell {
    private final PlanKey key;
    private final String provider;
    private final int hash;

    public Cell(PlanKey key, String provider) {
        this.key = key;
        this.provider = provider;
        this.hash = 31 * key.hashCode() + provider.hashCode();
    }

    public PlanKey key() {
        return key;
    }

    public String provider() {
        return provider;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Cell cell
                        && hash == cell.hash
                        && provider.equals(cell.provider)
                        && (key == cell.key || key.equals(cell.key));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return key + " " + provider;
    }
}
