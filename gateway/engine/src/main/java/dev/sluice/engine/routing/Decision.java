package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.model.CandidateSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a request was decided, in one line: a dictionary of structured fields (RFC 9651), for the client that sent it.
 *
 * <pre>
 * class="default", source=provider, shares=plan,
 *     attempts=("default/b";endpoint=0;share=0.3;outcome=timeout "default/a";endpoint=1;share=0.7;outcome=answered)
 * class="default", source=cache
 * class="default", source=gateway, reason=overloaded
 * split
 * </pre>
 */
public final class Decision {
    static final int UNDER_WAY = 0;
    static final int ANSWERED = 1;
    static final int GIVEN_UP = 2;

    private static final int FIRST_FAILURE = 3;
    private static final int BITS = 8;
    private static final int MASK = (1 << BITS) - 1;
    private static final double WHOLE = 1_000_000;
    private static final Failure[] FAILURES = Failure.values();

    private Decision() {}

    /** @param outcomes of an exchange's attempts, a byte each; @param attempt from 1 */
    static long with(long outcomes, int attempt, int outcome) {
        int shift = (attempt - 1) * BITS;
        return (outcomes & ~((long) MASK << shift)) | ((long) outcome << shift);
    }

    static int failed(Failure failure) {
        return FIRST_FAILURE + failure.ordinal();
    }

    /** As far as it is decided. Holds no address and no credential. */
    public static String of(Exchange x, long nowNanos) {
        if (x.isSplit()) {
            return "split";
        }
        StringBuilder out = new StringBuilder();
        if (x.candidates != null) {
            out.append("class=");
            string(out, x.candidates.key().requestClass());
            out.append(", ");
        }
        String source = source(x);
        out.append("source=").append(source);
        if (x.attempts > 0) {
            attempts(out, x, x.candidates(), nowNanos);
        } else if (source.equals("gateway")) {
            String reason = reason(x);
            out.append(reason == null ? "" : ", reason=" + reason);
        }
        return out.toString();
    }

    private static String source(Exchange x) {
        return switch (x.source) {
            case CACHE -> "cache";
            case SHARED -> "shared";
            case PROVIDER -> x.attempts > 0 ? "provider" : "gateway";
        };
    }

    private static @Nullable String reason(Exchange x) {
        if (x.excess != null) {
            return "rate-limited";
        }
        if (!x.forbidden.isEmpty()) {
            return "forbidden";
        }
        return x.firstPick == null ? null : word(x.firstPick.name());
    }

    private static void attempts(StringBuilder out, Exchange x, CandidateSet set, long nowNanos) {
        LoopView view = x.view;
        int[] planned = view == null ? null : view.serving.plannedPpm(set, nowNanos);
        int[] declared = view == null ? null : view.serving.declaredPpm(set, nowNanos);
        int[] shares = planned == null ? declared : planned;
        out.append(", shares=").append(planned == null ? "declared" : "plan");
        out.append(x.hedged ? ", hedged" : "").append(", attempts=(");
        for (int i = 0; i < x.attempts; i++) {
            out.append(i == 0 ? "" : " ");
            string(out, x.triedProviders[i].id());
            out.append(";endpoint=").append(x.triedProviders[i].endpoints().indexOf(x.triedEndpoints[i]));
            for (int j = 0; shares != null && j < shares.length; j++) {
                if (set.candidates().get(j).provider() == x.triedProviders[i]) {
                    out.append(";share=").append(decimal(shares[j]));
                }
            }
            out.append(";outcome=").append(outcome((int) (x.outcomes >>> i * BITS) & MASK));
        }
        out.append(')');
    }

    private static String outcome(int code) {
        return switch (code) {
            case UNDER_WAY -> "under-way";
            case ANSWERED -> "answered";
            case GIVEN_UP -> "given-up";
            default -> word(FAILURES[code - FIRST_FAILURE].name());
        };
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** At most three digits after the point, as a structured field's decimal has. */
    private static String decimal(int ppm) {
        return String.format(Locale.ROOT, "%.3f", ppm / WHOLE).replaceFirst("(\\.\\d+?)0+$", "$1");
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < ' ' || c > '~' ? '?' : c);
        }
        out.append('"');
    }
}
