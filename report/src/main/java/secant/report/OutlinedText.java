package secant.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Texts of a picture as the outlines of their glyphs, where letters join, stack or run from right to left: the renderer of
 * images sets letter by letter, while the JVM's own text layout knows how such scripts are written.
 */
final class OutlinedText {

    /** Scripts from Hebrew to Burmese, Khmer and Mongolian, and those from right to left beyond. */
    private static final Pattern SHAPED = Pattern.compile(
            "[\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc" + "\\x{10800}-\\x{10fff}\\x{1e800}-\\x{1efff}]");

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final int BOLD_FROM = 600;

    private OutlinedText() {}

    /** Replaces those texts of a picture that need it. */
    static String of(String svg) {
        if (!SHAPED.matcher(svg).find()) {
            return svg;
        }
        try {
            DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultInstance();
            documents.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            documents.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = documents.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
            NodeList found = document.getElementsByTagName("text");
            List<Element> texts = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                texts.add((Element) found.item(i));
            }
            texts.stream()
                    .filter(text -> SHAPED.matcher(text.getTextContent()).find())
                    .forEach(OutlinedText::outline);
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter outlined = new StringWriter();
            writer.transform(new DOMSource(document), new StreamResult(outlined));
            return outlined.toString();
        } catch (ParserConfigurationException | SAXException | IOException | TransformerException e) {
            throw new IllegalStateException("a picture of ours did not parse: " + svg.substring(0, 200), e);
        }
    }

    /** One part of a text in one colour. */
    private record Run(TextLayout layout, String fill) {}

    private static void outline(Element text) {
        Font font = new Font(Font.SANS_SERIF, weight(text) < BOLD_FROM ? Font.PLAIN : Font.BOLD, 1)
                .deriveFont((float) number(inherited(text, "font-size")));
        List<Run> runs = new ArrayList<>();
        double width = 0;
        for (Node child = text.getFirstChild(); child != null; child = child.getNextSibling()) {
            String content = child.getTextContent();
            if (!content.isEmpty() && !child.getNodeName().equals("title")) {
                String fill = child instanceof Element span && span.hasAttribute("fill")
                        ? span.getAttribute("fill")
                        : inherited(text, "fill");
                // The picture runs from left to right, whatever its names do.
                TextLayout layout = new TextLayout(
                        content,
                        Map.of(TextAttribute.FONT, font, TextAttribute.RUN_DIRECTION, TextAttribute.RUN_DIRECTION_LTR),
                        CONTEXT);
                runs.add(new Run(layout, fill));
                width += layout.getAdvance();
            }
        }
        double before = switch (text.getAttribute("text-anchor")) {
            case "end" -> width;
            case "middle" -> width / 2;
            default -> 0;
        };
        double x = number(text.getAttribute("x")) - before;
        double y = number(text.getAttribute("y"));
        Element outlines = text.getOwnerDocument().createElementNS(text.getNamespaceURI(), "g");
        for (Run run : runs) {
            Element path = text.getOwnerDocument().createElementNS(text.getNamespaceURI(), "path");
            path.setAttribute("d", path(run.layout(), x, y));
            path.setAttribute("fill", run.fill());
            outlines.appendChild(path);
            x += run.layout().getAdvance();
        }
        text.getParentNode().replaceChild(outlines, text);
    }

    private static double weight(Element text) {
        String weight = inherited(text, "font-weight");
        return weight.isEmpty() ? 400 : number(weight);
    }

    /** An attribute of an element or of the nearest one around it that has it; empty where none has. */
    private static String inherited(Element element, String name) {
        for (Node at = element; at instanceof Element parent; at = at.getParentNode()) {
            Attr attribute = parent.getAttributeNode(name);
            if (attribute != null) {
                return attribute.getValue();
            }
        }
        return "";
    }

    private static double number(String attribute) {
        return Double.parseDouble(attribute);
    }

    private static String path(TextLayout layout, double x, double y) {
        StringBuilder data = new StringBuilder();
        double[] points = new double[6];
        PathIterator outline =
                layout.getOutline(AffineTransform.getTranslateInstance(x, y)).getPathIterator(null);
        for (; !outline.isDone(); outline.next()) {
            int segment = outline.currentSegment(points);
            data.append("MLQCZ".charAt(segment));
            int coordinates = new int[] {2, 2, 4, 6, 0}[segment];
            for (int i = 0; i < coordinates; i++) {
                data.append(i == 0 ? "" : " ").append(Rounded.scale(points[i]));
            }
        }
        return data.toString();
    }
}
