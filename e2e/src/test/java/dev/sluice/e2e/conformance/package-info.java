/**
 * Gateway API's own conformance suite against the installed release: what it says is what these tests say. It runs as a pod, so
 * that addresses of the cluster are enough; build and images are in {@code e2e/conformance}.
 */
package dev.sluice.e2e.conformance;
