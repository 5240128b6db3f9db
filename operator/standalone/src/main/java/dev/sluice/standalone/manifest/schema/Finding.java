package dev.sluice.standalone.manifest.schema;

import dev.sluice.standalone.manifest.yaml.Position;

/** One mistake: where in the object, where in the file, and "what is wrong; what is expected". */
public record Finding(String path, Position at, String message) {}
