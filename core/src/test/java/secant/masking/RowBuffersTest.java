package secant.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowBuffersTest {

    @Test
    void borrow_whatWasGivenBack_isTheSameArray() {
        RowBuffers buffers = new RowBuffers(300);
        double[] whole = buffers.borrow(300);
        double[] shorter = buffers.borrow(60);
        buffers.giveBack(whole);
        buffers.giveBack(shorter);
        assertThat(buffers.borrow(60)).isSameAs(shorter);
        assertThat(buffers.borrow(300)).isSameAs(whole);
        assertThat(buffers.borrow(300)).isNotSameAs(whole).hasSize(300);
    }

    @Test
    void borrow_anotherLength_isExactlyThatLong() {
        RowBuffers buffers = new RowBuffers(300);
        buffers.giveBack(buffers.borrow(60));
        assertThat(buffers.borrow(90)).hasSize(90);
        assertThat(buffers.borrow(60)).hasSize(60);
    }

    @Test
    void borrow_lengthsInTurn_areAllKept() {
        RowBuffers buffers = new RowBuffers(300);
        double[] first = buffers.borrow(60);
        double[] second = buffers.borrow(250);
        buffers.giveBack(first);
        buffers.giveBack(second);
        assertThat(buffers.borrow(60)).isSameAs(first);
        assertThat(buffers.borrow(250)).isSameAs(second);
    }

    @Test
    void giveBack_longerThanAWholeBatchTogether_keepsTheLast() {
        RowBuffers buffers = new RowBuffers(200_000);
        double[] first = buffers.borrow(60_000);
        double[] second = buffers.borrow(140_001);
        buffers.giveBack(first);
        buffers.giveBack(second);
        assertThat(buffers.borrow(60_000)).isNotSameAs(first);
        assertThat(buffers.borrow(140_001)).isSameAs(second);
    }

    @Test
    void giveBack_nothing_isNotKept() {
        RowBuffers buffers = new RowBuffers(300);
        buffers.giveBack(new double[0]);
        assertThat(buffers.borrow(0)).isEmpty();
    }
}
