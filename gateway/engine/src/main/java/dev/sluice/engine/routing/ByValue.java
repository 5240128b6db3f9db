package dev.sluice.engine.routing;

/** Whether a request that somebody could serve is let in, or the room that is left kept for those of higher value. */
final class ByValue {
    private ByValue() {}

    /** @param left whom the filter left, with this headroom */
    static Pick admit(LoopView view, Exchange x, Pick left, Headroom headroom, long nowNanos) {
        Pick admitted = left;
        if (left == Pick.PICKED) {
            int value = x.service()
                    .policy()
                    .classifier()
                    .classes()
                    .get(x.requestClass)
                    .value();
            boolean admits = view.serving
                    .admissions
                    .get(x.candidates().pool().index())
                    .admits(value, headroom.limit(), headroom.free(), nowNanos);
            admitted = admits ? Pick.PICKED : Pick.SHED;
        }
        x.shed = admitted == Pick.SHED || admitted == Pick.OVERLOADED;
        return admitted;
    }
}
