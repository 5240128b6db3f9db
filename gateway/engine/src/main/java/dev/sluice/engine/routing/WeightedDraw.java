package dev.sluice.engine.routing;

import java.util.random.RandomGenerator;

/** One of several at random, by weight. Owned by one event loop. */
final class WeightedDraw {
    private final RandomGenerator random;

    WeightedDraw(RandomGenerator random) {
        this.random = random;
    }

    /** @param without index that takes no part; -1 for none. @return -1 when no weight is left */
    int draw(int[] weights, int size, int without) {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += i == without ? 0 : weights[i];
        }
        long at = sum == 0 ? -1 : random.nextLong(sum);
        int drawn = -1;
        for (int i = 0; i < size && at >= 0; i++) {
            if (i != without && weights[i] > 0) {
                drawn = i;
                at -= weights[i];
            }
        }
        return drawn;
    }
}
