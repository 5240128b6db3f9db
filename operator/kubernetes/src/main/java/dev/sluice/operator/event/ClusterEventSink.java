package dev.sluice.operator.event;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.translate.route.GatewayTranslator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Creates Events in the object's namespace. Best effort: a failure is logged once and not tried again. */
public final class ClusterEventSink implements EventSink {
    private static final System.Logger LOG = System.getLogger(ClusterEventSink.class.getName());
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_NOTE = 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_INSTANCE = 128;

    private final KubernetesClient client;
    private final InstantSource clock;
    private final String instance;
    private long sent;
    private boolean failing;

    public ClusterEventSink(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        String pod = System.getenv().getOrDefault("POD_NAME", "sluice");
        this.instance = pod.substring(0, Math.min(LONGEST_INSTANCE, pod.length()));
    }

    @Override
    public void send(EventDraft draft) {
        Event event = event(draft, clock.instant(), sent++, instance);
        try {
            client.resource(event).create();
            failing = false;
        } catch (KubernetesClientException e) {
            if (!failing) {
                failing = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "event not sent: object={0} event={1} reason={2}",
                        ObjectRef.of(draft.regarding()),
                        draft.reason().label(),
                        e.getMessage());
            }
        }
    }

    /** @param number tells apart Events of one moment */
    static Event event(EventDraft draft, Instant now, long number, String instance) {
        HasMetadata object = draft.regarding();
        String name = object.getMetadata().getName();
        String note = draft.note();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(ObjectRef.namespace(object))
                .withName("%s.%x.%x"
                        .formatted(
                                name.substring(0, Math.min(LONGEST_NAME, name.length())), now.toEpochMilli(), number))
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(GatewayTranslator.CONTROLLER)
                .withReportingInstance(instance)
                .withAction(draft.reason().label())
                .withReason(draft.reason().label())
                .withType(draft.reason().warning() ? "Warning" : "Normal")
                .withNote(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 3) + "...")
                .withNewRegarding()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(ObjectRef.namespace(object))
                .withName(name)
                .withUid(object.getMetadata().getUid())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .endRegarding()
                .build();
    }
}
