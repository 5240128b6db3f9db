/**
 * What the operator tells a gateway to serve: immutable records, already resolved, defaulted and in the order of
 * precedence. Nothing here knows Kubernetes, YAML or secrets; credentials are named by id. Records are checked and
 * copied when made and may be shared between threads.
 */
@NullMarked
package dev.sluice.contract.snapshot;

import org.jspecify.annotations.NullMarked;
