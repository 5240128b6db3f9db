package dev.sluice.control.replay;

import java.util.List;

/**
 * What requests would have met if they had been split so: each provider does as it did, and is not slower or worse for being asked
 * more, nor better for being asked less. A failed attempt is made once more by the others in their shares, where the policy retries.
 *
 * @param answered part of the requests
 * @param inTime part of the answers of first attempts that come within the objective
 * @param costPicos of a request, second attempts included
 * @param unmeasured part of the requests that goes to providers nothing is known of
 */
record Prediction(double answered, double inTime, double costPicos, double unmeasured) {
    private static final double ALMOST = 1e-9;

    static Prediction of(double[] shares, List<Performance> providers, boolean retries) {
        double measured = 0;
        double error = 0;
        double attainment = 0;
        for (int i = 0; i < shares.length; i++) {
            if (providers.get(i).measured()) {
                measured += shares[i];
                error += shares[i] * providers.get(i).errorRate();
                attainment += shares[i] * providers.get(i).attainment();
            }
        }
        double usualError = measured > ALMOST ? error / measured : 0;
        double usualAttainment = measured > ALMOST ? attainment / measured : 1;
        double all = 0;
        double answered = 0;
        double inTime = 0;
        double cost = 0;
        double unmeasured = 0;
        double[] errors = new double[shares.length];
        double meanError = 0;
        double meanPrice = 0;
        for (int i = 0; i < shares.length; i++) {
            errors[i] = providers.get(i).measured() ? providers.get(i).errorRate() : usualError;
            meanError += shares[i] * errors[i];
            meanPrice += shares[i] * providers.get(i).pricePicos();
        }
        for (int i = 0; i < shares.length; i++) {
            Performance each = providers.get(i);
            double others = 1 - shares[i];
            boolean again = retries && others > ALMOST;
            double othersError = again ? (meanError - shares[i] * errors[i]) / others : 1;
            double othersPrice = again ? (meanPrice - shares[i] * each.pricePicos()) / others : 0;
            all += shares[i];
            answered += shares[i] * (1 - errors[i] * othersError);
            inTime += shares[i] * (each.measured() ? each.attainment() : usualAttainment);
            cost += shares[i] * (each.pricePicos() + errors[i] * othersPrice);
            unmeasured += each.measured() ? 0 : shares[i];
        }
        return new Prediction(answered, all > ALMOST ? inTime / all : 1, cost, unmeasured);
    }
}
