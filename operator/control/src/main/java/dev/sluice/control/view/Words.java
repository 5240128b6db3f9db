package dev.sluice.control.view;

import java.util.Locale;

/** How names and figures of the contract read in manifests and pages. */
final class Words {
    private Words() {}

    /** {@code CONSTRAINTS_RELAXED} reads {@code ConstraintsRelaxed}, as conditions do. */
    static String label(Enum<?> constant) {
        StringBuilder label = new StringBuilder();
        for (String word : constant.name().split("_", -1)) {
            label.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return label.toString();
    }

    /** To three decimals, which is more than a chart shows and keeps answers short. */
    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
