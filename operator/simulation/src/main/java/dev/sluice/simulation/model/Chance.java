package dev.sluice.simulation.model;

import java.util.random.RandomGenerator;

/**
 * The draws of one request. The same number is drawn for every request whatever happens to it, so that a fault changes
 * only the requests it touches and two runs with and without it can be compared request by request.
 */
record Chance(double normal, double tail, double error, double fault) {

    static final int WHOLE = 1_000_000;

    static Chance draw(RandomGenerator random) {
        // Box and Muller's transform takes exactly two draws; the library's normal takes a varying number.
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        double normal = radius * Math.cos(2 * Math.PI * random.nextDouble());
        return new Chance(normal, random.nextDouble(), random.nextDouble(), random.nextDouble());
    }
}
