package dev.sluice.operator.loop;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.replay.Recording;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.History;
import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Move;
import dev.sluice.control.view.PlanPresenter;
import dev.sluice.control.view.PlanView;
import dev.sluice.control.view.Sample;
import dev.sluice.control.view.Screen;
import dev.sluice.control.view.StatusPresenter;
import dev.sluice.control.view.StatusView;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.PodView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page shows. The control thread puts up what it knows; whoever looks has it drawn then. */
public final class Board {
    private final History history = new History();
    private final Recording recording = new Recording();
    private volatile @Nullable Moment moment;

    private record Moment(long millis, List<ObjectStatus> statuses, List<GatewayView> gateways, Sample latest) {}

    void put(long millis, List<ObjectStatus> statuses, List<GatewayView> gateways, Sample latest) {
        moment = new Moment(millis, statuses, gateways, latest);
    }

    void add(Sample sample) {
        history.add(sample);
    }

    void add(Move move) {
        history.add(move);
    }

    void record(String gateway, List<Observation> newest, long nowMillis) {
        recording.offer(gateway, newest, nowMillis);
    }

    /** The last hour of readings. */
    public Recording recording() {
        return recording;
    }

    public HistoryView history(long sinceMillis) {
        return history.since(sinceMillis);
    }

    /** @param reason to show as long as nothing is known */
    public Screen screen(long nowMillis, String reason) {
        Moment now = moment;
        if (now == null) {
            return Screen.starting(nowMillis, reason);
        }
        List<PlanView.GatewayPlan> plans =
                now.gateways().stream().flatMap(each -> plan(each).stream()).toList();
        boolean everywhere = now.gateways().stream().allMatch(Board::served);
        return new Screen(
                new PlanView(now.millis(), plans),
                StatusPresenter.present(
                        now.millis(),
                        now.statuses().stream()
                                .map(each -> each.programmed(everywhere && each.valid()))
                                .toList(),
                        now.gateways().stream().map(Board::status).toList()),
                now.latest());
    }

    private static Optional<PlanView.GatewayPlan> plan(GatewayView gateway) {
        return gateway.planned()
                .map(planned -> PlanPresenter.present(
                        gateway.wanted(), planned.plan(), planned.decisions(), planned.findings()));
    }

    private static boolean served(GatewayView gateway) {
        return gateway.written()
                && readings(gateway)
                        .allMatch(each -> each.revision() == gateway.wanted().revision());
    }

    private static StatusView.GatewayStatus status(GatewayView gateway) {
        String rejection = Stream.concat(
                        Stream.ofNullable(gateway.failure()),
                        readings(gateway).map(Observation::rejection).filter(Objects::nonNull))
                .findFirst()
                .orElse(null);
        return new StatusView.GatewayStatus(
                gateway.id(),
                gateway.wanted().epoch(),
                readings(gateway).mapToLong(Observation::revision).min().orElse(0),
                rejection,
                readings(gateway).allMatch(Observation::planInForce),
                gateway.wanted().listeners().stream()
                        .map(each -> new StatusView.ListenerView(each.port(), each.bindPort()))
                        .distinct()
                        .toList());
    }

    private static Stream<Observation> readings(GatewayView gateway) {
        return gateway.pods().stream().filter(PodView::ready).flatMap(each -> each.observation().stream());
    }
}
