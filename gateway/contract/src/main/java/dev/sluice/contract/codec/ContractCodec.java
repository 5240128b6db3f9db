package dev.sluice.contract.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.SnapshotDelta;
import java.io.IOException;

/** Writes and reads snapshots, plans, observations and explanations. Map keys are sorted, so equal records give equal bytes. */
public final class ContractCodec {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Filter.RequestHeaders.class, name = "requestHeaders"),
        @JsonSubTypes.Type(value = Filter.ResponseHeaders.class, name = "responseHeaders"),
        @JsonSubTypes.Type(value = Filter.UrlRewrite.class, name = "urlRewrite"),
        @JsonSubTypes.Type(value = Filter.Redirect.class, name = "redirect"),
        @JsonSubTypes.Type(value = Filter.Mirror.class, name = "mirror"),
        @JsonSubTypes.Type(value = Filter.Cors.class, name = "cors")
    })
    private interface FilterTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Backend.ToPool.class, name = "pool"),
        @JsonSubTypes.Type(value = Backend.Unresolved.class, name = "unresolved")
    })
    private interface TargetTypes {}

    private final JsonMapper json = JsonMapper.builder()
            .addMixIn(Filter.class, FilterTypes.class)
            .addMixIn(Backend.Target.class, TargetTypes.class)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public byte[] write(ConfigSnapshot snapshot) {
        return bytes(snapshot);
    }

    public byte[] write(SnapshotDelta delta) {
        return bytes(delta);
    }

    public byte[] write(Plan plan) {
        return bytes(plan);
    }

    public byte[] write(Observation observation) {
        return bytes(observation);
    }

    public byte[] write(Explanation explanation) {
        return bytes(explanation);
    }

    /** One line, without its end. */
    public byte[] write(Reading reading) {
        return bytes(reading);
    }

    /** Secret values in the clear: for the credentials Secret and the gateway's memory volume only. */
    public byte[] write(Credentials credentials) {
        return bytes(credentials);
    }

    /** Reads schema {@link ConfigSnapshot#SCHEMA} and the one before; fields added since keep their defaults. */
    public ConfigSnapshot readSnapshot(byte[] bytes) throws CodecException {
        try {
            JsonNode tree = json.readTree(bytes);
            int schema = tree == null ? 0 : tree.path("schema").asInt(0);
            if (!ConfigSnapshot.reads(schema)) {
                throw new CodecException("snapshot has schema " + schema + "; this gateway reads "
                        + Math.max(1, ConfigSnapshot.SCHEMA - 1) + " to " + ConfigSnapshot.SCHEMA);
            }
            return json.treeToValue(tree, ConfigSnapshot.class);
        } catch (IOException e) {
            throw new CodecException("not a snapshot: " + reason(e), e);
        }
    }

    public SnapshotDelta readDelta(byte[] bytes) throws CodecException {
        try {
            SnapshotDelta read = json.readValue(bytes, SnapshotDelta.class);
            if (read == null) {
                throw new CodecException("not a snapshot delta: null");
            }
            return read;
        } catch (IOException e) {
            throw new CodecException("not a snapshot delta: " + reason(e), e);
        }
    }

    public Plan readPlan(byte[] bytes) throws CodecException {
        try {
            Plan plan = json.readValue(bytes, Plan.class);
            if (plan == null) {
                throw new CodecException("not a plan: null");
            }
            return plan;
        } catch (IOException e) {
            throw new CodecException("not a plan: " + reason(e), e);
        }
    }

    public Observation readObservation(byte[] bytes) throws CodecException {
        try {
            return json.readValue(bytes, Observation.class);
        } catch (IOException e) {
            throw new CodecException("not an observation: " + reason(e), e);
        }
    }

    public Explanation readExplanation(byte[] bytes) throws CodecException {
        try {
            Explanation read = json.readValue(bytes, Explanation.class);
            if (read != null && read.outcome() != null) {
                return read;
            }
        } catch (IOException e) {
            throw new CodecException("not an explanation: " + reason(e), e);
        }
        throw new CodecException("not an explanation: an outcome is expected");
    }

    public Reading readReading(byte[] bytes) throws CodecException {
        try {
            Reading reading = json.readValue(bytes, Reading.class);
            if (reading == null || reading.gateway() == null) {
                throw new CodecException("not a reading: a gateway is expected");
            }
            return reading;
        } catch (IOException | NullPointerException e) {
            throw new CodecException("not a reading: gateway, atMillis and observations are expected", e);
        }
    }

    /** The message of a failure never quotes what was read. */
    public Credentials readCredentials(byte[] bytes) throws CodecException {
        try {
            Credentials read = json.readValue(bytes, Credentials.class);
            if (read != null) {
                return read;
            }
        } catch (IOException e) {
            // The parser's words, and its cause, may hold a secret.
        }
        throw new CodecException("not credentials: JSON with revision and values by id is expected");
    }

    private byte[] bytes(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a contract record could not be written", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof JsonProcessingException j ? j.getOriginalMessage() : String.valueOf(e.getMessage());
    }
}
