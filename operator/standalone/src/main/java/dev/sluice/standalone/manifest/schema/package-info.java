/**
 * Structural validation by the OpenAPI v3 schemas that a cluster's API server would use: those of the custom resource
 * definitions themselves, and small ones of the same form for the core kinds. CEL rules are not evaluated here: the
 * translator checks what they say. Pure, except that definitions are read from the class path once.
 */
@NullMarked
package dev.sluice.standalone.manifest.schema;

import org.jspecify.annotations.NullMarked;
