package dev.sluice.standalone.manifest.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.manifest.Manifest;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The last good version of an object. {@code order} counts objects by first sight and is their age. */
record AcceptedObject(Manifest manifest, HasMetadata object, JsonNode wanted, long generation, long order) {}
