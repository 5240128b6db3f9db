package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.translate.value.Amounts;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.policy.ShiftSpec;
import org.jspecify.annotations.Nullable;

/** How a plan may move, with null for what was left out. */
record ShiftDraft(
        Shift.@Nullable Mode mode,
        @Nullable Boolean suspended,
        @Nullable Long intervalNanos,
        Shift.@Nullable Direction away,
        Shift.@Nullable Direction back,
        @Nullable Long planTtlNanos,
        @Nullable Integer localDeviationPpm) {

    static final ShiftDraft UNSET = new ShiftDraft(null, null, null, null, null, null, null);

    private static final long LEAST_INTERVAL_NANOS = 1_000_000_000L;

    static ShiftDraft of(Shift shift) {
        return new ShiftDraft(
                shift.mode(),
                shift.suspended(),
                shift.intervalNanos(),
                shift.away(),
                shift.back(),
                shift.planTtlNanos(),
                shift.localDeviationPpm());
    }

    static ShiftDraft of(@Nullable ShiftSpec spec, Findings findings) {
        if (spec == null) {
            return UNSET;
        }
        FieldReader read = new FieldReader(findings);
        Long interval = read.nanos("spec.shift.interval", spec.interval());
        if (interval != null && interval < LEAST_INTERVAL_NANOS) {
            findings.invalid("spec.shift.interval", "\"" + spec.interval() + "\" is too short", "at least 1s");
        }
        Long ttl = read.nanos("spec.shift.planTTL", spec.planTtl());
        long effective = interval == null ? Shift.DEFAULT.intervalNanos() : interval;
        if (ttl != null && ttl <= effective) {
            findings.invalid(
                    "spec.shift.planTTL", "\"" + spec.planTtl() + "\" is not above the interval", "several intervals");
        }
        return new ShiftDraft(
                spec.mode() == null
                        ? null
                        : switch (spec.mode()) {
                            case OBSERVE -> Shift.Mode.OBSERVE;
                            case ENFORCE -> Shift.Mode.ENFORCE;
                        },
                spec.suspend(),
                interval,
                direction("spec.shift.shiftAway", spec.shiftAway(), Shift.DEFAULT.away(), read),
                direction("spec.shift.shiftBack", spec.shiftBack(), Shift.DEFAULT.back(), read),
                ttl,
                spec.localDeviationPercent() == null ? null : spec.localDeviationPercent() * Amounts.PPM_PER_PERCENT);
    }

    private static Shift.@Nullable Direction direction(
            String path, ShiftSpec.@Nullable Direction spec, Shift.Direction absent, FieldReader read) {
        if (spec == null) {
            return null;
        }
        int ppm = spec.maxPointsPerSecond() == null
                ? absent.maxPpmPerSecond()
                : spec.maxPointsPerSecond() * Amounts.PPM_PER_PERCENT;
        return new Shift.Direction(
                ppm,
                read.nanos(path + ".stabilizationWindow", spec.stabilizationWindow(), absent.stabilizationNanos()));
    }
}
