package io.counterfoil.sync;

/** What became of a page's entries; entries = applied + unchanged + skipped + quarantined, always. */
record PageCounts(int applied, int unchanged, int skipped, int quarantined) {
    static final PageCounts NONE = new PageCounts(0, 0, 0, 0);

    int entries() {
        return applied + unchanged + skipped + quarantined;
    }

    PageCounts plus(PageCounts more) {
        return new PageCounts(
                applied + more.applied,
                unchanged + more.unchanged,
                skipped + more.skipped,
                quarantined + more.quarantined);
    }
}
