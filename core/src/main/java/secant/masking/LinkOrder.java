package secant.masking;

/** Which comes first, the average over the background or the link. With an identity link they are the same. */
public enum LinkOrder {
    /** v(S) = link(mean output): the value of the average answer. Kernel SHAP's reading, and the default. */
    LINK_OF_MEAN,
    /** v(S) = mean(link(output)): the average of the linked answers, as if the model answered on the link's scale. */
    MEAN_OF_LINK
}
