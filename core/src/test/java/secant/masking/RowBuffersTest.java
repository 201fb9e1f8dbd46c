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
        double[] second = buffers.borrow(240);
        buffers.giveBack(first);
        buffers.giveBack(second);
        assertThat(buffers.borrow(60)).isSameAs(first);
        assertThat(buffers.borrow(240)).isSameAs(second);
    }

    @Test
    void giveBack_moreLengthsThanAWholeBatch_keepsTheLast() {
        RowBuffers buffers = new RowBuffers(300);
        double[] first = buffers.borrow(60);
        double[] second = buffers.borrow(241);
        buffers.giveBack(first);
        buffers.giveBack(second);
        assertThat(buffers.borrow(60)).isNotSameAs(first);
        assertThat(buffers.borrow(241)).isSameAs(second);
    }

    @Test
    void giveBack_nothing_isNotKept() {
        RowBuffers buffers = new RowBuffers(300);
        buffers.giveBack(new double[0]);
        assertThat(buffers.borrow(0)).isEmpty();
    }
}
