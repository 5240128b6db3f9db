package dev.sluice.standalone.run;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.metrics.PlanMetrics;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.replay.Recording;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.TranslateResult;
import dev.sluice.control.translate.Translator;
import dev.sluice.control.view.History;
import dev.sluice.control.view.PlanView;
import dev.sluice.control.view.Sample;
import dev.sluice.control.view.Screen;
import dev.sluice.control.view.StatusView;
import dev.sluice.standalone.log.EventLog;
import dev.sluice.standalone.manifest.folder.FolderState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The flow on one machine. A change of the folder runs steps one to five, a tick steps eight and nine; steps six and seven
 * are the gateway's own, per request.
 *
 * <pre>
 * folder ─ gather ─ resolve, translate ─ load ─▶ gateway ─ observe ─ plan ─┐
 *                                                   ▲────── shares ────────┘
 * </pre>
 *
 * Both are called on the control thread; anyone may read {@link #screen}.
 */
final class ControlLoop {
    private static final EventLog LOG = EventLog.of(ControlLoop.class);
    /** There is no other writer on one machine. */
    private static final long EPOCH = 1;

    private final GatewayProcess.Starter starter;
    private final Executor drains;
    private final Planner planner;
    private final Clocks clocks;
    private final History history = new History();
    private final ProblemLog problems = new ProblemLog();
    private final MoveLog moves = new MoveLog(history);
    private final Recording recording = new Recording();
    private final PlanMetrics plans = new PlanMetrics();
    private final Money money = new Money();
    private final Map<String, RunningGateway> gateways = new TreeMap<>();
    private @Nullable FolderState folder;
    private final Translator translator = new Translator(Translator.Target.STANDALONE);
    private List<ObjectStatus> statuses = List.of();
    private long revision;
    private long sampledMillis;
    private Sample latest;
    private volatile Screen screen;

    /** @param drains where gateways that are gone from the folder finish their requests */
    ControlLoop(GatewayProcess.Starter starter, Executor drains, Planner planner, Clocks clocks) {
        this.starter = starter;
        this.drains = drains;
        this.planner = planner;
        this.clocks = clocks;
        this.screen = Screen.starting(clocks.millis(), "the folder is not read yet");
        this.latest = screen.latest();
    }

    /** Steps one to five: what the folder says becomes what is served. */
    void folderChanged(FolderState gathered) {
        folder = gathered;
        TranslateResult translated = translate(gathered);
        statuses = translated.statuses();
        load(translated.gateways());
        problems.show(gathered, statuses, gateways.values());
        publish();
    }

    /** Steps eight and nine: what was measured becomes shares. */
    void tick() {
        long nowMillis = clocks.millis();
        long nowNanos = clocks.nanos();
        for (RunningGateway gateway : gateways.values()) {
            if (gateway.offerAgainIfDue(nowNanos) && folder != null) {
                problems.show(folder, statuses, gateways.values());
            }
            gateway.observe().ifPresent(reading -> money.absorb(reading, nowMillis));
            gateway.observed().ifPresent(newest -> recording.offer(gateway.id(), List.of(newest), nowMillis));
        }
        Books books = money.books(
                gateways.values().stream().flatMap(g -> g.served().stream()).toList(), nowMillis);
        for (RunningGateway gateway : gateways.values()) {
            gateway.planIfDue(planner, books, nowMillis, nowNanos)
                    .ifPresent(result -> decided(gateway, result, nowMillis));
        }
        sampleIfDue(nowMillis);
        publish();
    }

    Screen screen() {
        return screen;
    }

    History history() {
        return history;
    }

    /** Prometheus text of what is planned and recorded. */
    String metrics() {
        return plans.text() + recording.metrics();
    }

    Recording recording() {
        return recording;
    }

    /** To be called last: no gateway serves when it returns. */
    void close() {
        gateways.values().stream()
                .map(gateway ->
                        Thread.ofPlatform().start(() -> gateway.process().close()))
                .toList()
                .forEach(ControlLoop::join);
        gateways.clear();
    }

    private TranslateResult translate(FolderState gathered) {
        List<ConfigSnapshot> previous =
                gateways.values().stream().flatMap(g -> g.served().stream()).toList();
        return translator.translate(gathered.resources(), previous, EPOCH, revision + 1);
    }

    /** The revision grows only where something changed; what did not change is left alone. */
    private void load(List<GatewayConfig> configs) {
        long nowNanos = clocks.nanos();
        boolean changed = false;
        for (GatewayConfig config : configs) {
            String id = config.snapshot().gateway();
            RunningGateway gateway =
                    gateways.computeIfAbsent(id, name -> new RunningGateway(starter.start(name), config, nowNanos));
            if (!gateway.wants(config)) {
                changed = true;
                gateway.load(config, nowNanos);
                if (gateway.rejection().isEmpty()) {
                    LOG.info(
                            "snapshot served",
                            "gateway",
                            id,
                            "revision",
                            config.snapshot().revision());
                }
            }
        }
        revision += changed ? 1 : 0;
        removeAllBut(configs);
    }

    private void removeAllBut(List<GatewayConfig> configs) {
        var wanted = configs.stream().map(c -> c.snapshot().gateway()).collect(Collectors.toSet());
        plans.retain(wanted);
        for (Iterator<RunningGateway> all = gateways.values().iterator(); all.hasNext(); ) {
            RunningGateway gateway = all.next();
            if (!wanted.contains(gateway.id())) {
                all.remove();
                LOG.info("gateway removed", "gateway", gateway.id());
                drains.execute(gateway.process()::close);
            }
        }
    }

    private void decided(RunningGateway gateway, PlanResult result, long nowMillis) {
        moves.decided(gateway.id(), result.decisions(), nowMillis);
        gateway.served().ifPresent(snapshot -> plans.planned(snapshot, result));
    }

    private void sampleIfDue(long nowMillis) {
        if (nowMillis - sampledMillis >= History.INTERVAL_MILLIS) {
            sampledMillis = nowMillis;
            latest = new Sample(
                    nowMillis,
                    gateways.values().stream().flatMap(g -> g.sample().stream()).toList());
            history.add(latest);
        }
    }

    private void publish() {
        long nowMillis = clocks.millis();
        List<PlanView.GatewayPlan> plans =
                gateways.values().stream().flatMap(g -> g.planView().stream()).toList();
        List<StatusView.GatewayStatus> serving = new ArrayList<>();
        gateways.values().forEach(gateway -> serving.add(gateway.statusView()));
        StatusView status = folder == null
                ? screen.status().at(nowMillis)
                : FolderStatus.present(nowMillis, folder, statuses, serving);
        screen = new Screen(new PlanView(nowMillis, plans), status, latest);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
