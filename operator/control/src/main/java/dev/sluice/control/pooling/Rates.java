package dev.sluice.control.pooling;

/**
 * What gateways agree on for one time scale.
 *
 * @param judged faded count of attempts that ended; how much the error rate stands on
 * @param errorRate failed of judged, 0 to 1
 * @param timed faded count of timed successes; how much attainment stands on
 * @param attainment of timed, within the latency objective, 0 to 1
 */
public record Rates(double judged, double errorRate, double timed, double attainment) {}
