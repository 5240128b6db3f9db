package dev.sluice.control.view;

import java.util.List;

/**
 * The last minutes: the answer of {@code GET /api/v1/history[?since=MILLIS]}, whose {@code since} leaves out what is not
 * newer.
 *
 * <pre>{@code
 * {"intervalMillis": 1000,
 *  "samples": [{"atMillis": 1735689600000, "gateways": [{"gateway": "default/edge",
 *    "clients": {"requestsPerSecond": 301.0, "failuresPerSecond": 0.0, "retriesPerSecond": 2.0, "p95Millis": 48.1},
 *    "pools": [{"pool": "default/ethereum", "providers": [{"provider": "default/aws-us-east-1", "share": 0.41,
 *      "planned": 0.40, "requestsPerSecond": 120.0, "errorRate": 0.0, "p95Millis": 31.0, "costPerHour": 6.05,
 *      "health": "Healthy",
 *      "forecast": {"forMillis": 1735689620000, "errorRate": {"low": 0.0, "expected": 0.01, "high": 0.03, "skill": 0.4,
 *        "trusted": true}, "p95Millis": null}}]}]}]}],
 *  "moves": [{"atMillis": 1735689600000, "gateway": "default/edge", "policy": "default/ethereum",
 *    "pool": "default/ethereum", "class": "default", "provider": "default/aws-us-east-1", "from": 0.50, "to": 0.42,
 *    "reason": "40.0 % errors ..."}]}
 * }</pre>
 *
 * @param intervalMillis between samples
 * @param samples oldest first
 * @param moves decisions that changed a share, oldest first
 */
public record HistoryView(long intervalMillis, List<Sample> samples, List<Move> moves) {}
