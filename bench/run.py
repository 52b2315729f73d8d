"""What `make bench` runs: quality where the gold sets are, speed and memory, then the page of the docs.

    python bench/run.py [--sizes 100,1000,10000] [--workers N]        about 25 minutes with all sizes on two cores
"""

from __future__ import annotations

import layers
import network
import planted
import quality
import serving
import table
import throughput
import treaties


def main() -> None:
    """Run all; the options are those of `throughput`."""
    given = throughput.arguments()
    if quality.GOLD.is_dir():
        quality.main()
    else:
        print("skipped: no gold")
    throughput.main([int(one) for one in given.sizes.split(",")], given.workers)
    layers.main()
    planted.main()
    network.main()
    treaties.main()
    serving.main(serving.arguments([]))
    table.main()
    print(f"written: {table.PAGE.relative_to(table.ROOT)}")


if __name__ == "__main__":
    main()
