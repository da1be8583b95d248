package kinglet.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "7,3,1e9", "112,2,1e6", "5,64,3e5", "1,63,2e6", "300,300,1e8", "13,7,10"})
    void coversEveryRowOfEveryTileOnce(int rows, int tiles, double work) {
        for (Partition partition :
                new Partition[] {Partition.byRows(rows, tiles, work), Partition.byTiles(rows, tiles, work)}) {
            int[][] times = new int[rows][tiles];
            for (int part = 0; part < partition.parts(); part++) {
                for (int y = partition.rowFrom(part); y < partition.rowTo(part); y++) {
                    for (int t = partition.tileFrom(part); t < partition.tileTo(part); t++) {
                        times[y][t]++;
                    }
                }
            }
            for (int[] row : times) {
                assertThat(row).as(partition.toString()).containsOnly(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "112,2,1e6", "5,64,3e5", "300,300,1e8"})
    void isBounded(int rows, int tiles, double work) {
        assertThat(Partition.byRows(rows, tiles, work).parts()).isBetween(1, 512);
        assertThat(Partition.byTiles(rows, tiles, work).parts()).isBetween(1, 512);
    }
}
