/**
 * A real Kubernetes for the suites: found, loaded or built, shared by all of them in one run. Used from the test
 * thread alone.
 */
@NullMarked
package dev.sluice.e2e.cluster;

import org.jspecify.annotations.NullMarked;
