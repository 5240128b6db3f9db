package dev.sluice.simulation.report;

import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.world.Trace;

/**
 * One run in numbers. NaN where a number has no meaning: nothing is planned, nothing failed.
 *
 * @param availability answered, of all requests
 * @param sloAttainment answered within the policy's latency target, of all requests
 * @param costPerMillion currency per million requests, retries included
 * @param regretMicros what a request lost against the clairvoyant's split under the same seed, 10^-6 of a currency; the sum of
 * @param priceRegretMicros what was paid more, and
 * @param failureRegretMicros what was not answered in time, at the value of a good answer
 * @param weightMovementPerSecond sum of absolute changes of planned shares
 * @param falseShifts times a healthy seller lost more than five points within ten seconds while the world had been at rest
 * @param leadSeconds from the first move away from failing sellers to the moment at which the objective would have been missed had
 *     shares stayed; negative when the move came later
 * @param restoreSeconds from the end of the last fault until its sellers have four fifths of their traffic again
 * @param maxOrganizationShare largest part of the first attempts of any half minute after the start, of any one organization
 * @param violations of what must always hold
 * @param loadSeconds from a change of the configuration to the last gateway that loaded it
 */
public record Figures(
        double availability,
        double sloAttainment,
        double costPerMillion,
        double regretMicros,
        double priceRegretMicros,
        double failureRegretMicros,
        double weightMovementPerSecond,
        double falseShifts,
        double leadSeconds,
        double restoreSeconds,
        double maxOrganizationShare,
        double violations,
        double loadSeconds) {

    private static final double PICOS_PER_MICRO = 1e6;

    public static Figures of(Scenario scenario, Trace trace, Trace clairvoyant) {
        double sent = sum(trace.sent);
        double good = sum(trace.good) / sent;
        double cost = sum(trace.costPicos) / sent / PICOS_PER_MICRO;
        double best = sum(clairvoyant.good) / sum(clairvoyant.sent);
        double least = sum(clairvoyant.costPicos) / sum(clairvoyant.sent) / PICOS_PER_MICRO;
        double failure = (best - good) * scenario.valuePicos() / PICOS_PER_MICRO;
        Shares shares = new Shares(scenario, trace);
        return new Figures(
                sum(trace.answered) / sent,
                good,
                cost,
                cost - least + failure,
                cost - least,
                failure,
                trace.plans == 0 ? Double.NaN : trace.moved / trace.seconds,
                shares.falseShifts(),
                shares.leadSeconds(),
                shares.restoreSeconds(),
                shares.maxOrganization(),
                trace.violationCount,
                trace.loadedNanos < 0 ? Double.NaN : trace.loadedNanos / 1e9);
    }

    private static double sum(long[] series) {
        double sum = 0;
        for (long each : series) {
            sum += each;
        }
        return sum;
    }
}
