using System.Net;

namespace Conformance.Harness.Reports.Html;

/// <summary>
/// A page with holes, read from a real file. <c>{{name}}</c> is replaced by an encoded value, <c>{{#name}}...{{/name}}</c> is repeated for each item of
/// a list (or kept once for a value that is true), <c>{{^name}}...{{/name}}</c> is kept when the list is empty or the value false, and
/// <c>{{&amp;name}}</c> lets a <see cref="Verbatim"/> part write itself.
/// </summary>
internal sealed class Template
{
    private readonly List<Node> nodes;

    private Template(List<Node> nodes) => this.nodes = nodes;

    /// <summary>Writes a part of the page that is safe as it stands: styles, scripts, and data that is encoded already.</summary>
    public delegate void Verbatim(TextWriter writer);

    /// <summary>Values by name. Inner scopes see the names of outer ones.</summary>
    public sealed class Scope : Dictionary<string, object?>
    {
        public Scope()
            : base(StringComparer.Ordinal)
        {
        }
    }

    /// <exception cref="FormatException">A hole is not closed, or a section ends that did not begin.</exception>
    public static Template Parse(string text)
    {
        var at = 0;
        var nodes = Parse(text, ref at, section: null);
        return new Template(nodes);
    }

    /// <exception cref="KeyNotFoundException">The page has a hole for which there is no value.</exception>
    public void Render(TextWriter writer, Scope scope) => Render(nodes, writer, [scope]);

    /// <summary>The one place where text becomes HTML; fit for content and for quoted attributes.</summary>
    private static string Encode(string value) => WebUtility.HtmlEncode(value);

    private static List<Node> Parse(string text, ref int at, string? section)
    {
        var nodes = new List<Node>();
        while (true)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
            {
                nodes.Add(new Node(' ', text[at..], []));
                at = text.Length;
                return section is null ? nodes : throw new FormatException($"the section '{section}' does not end");
            }

            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                throw new FormatException($"the hole at {open} does not end");
            }

            nodes.Add(new Node(' ', text[at..open], []));
            at = close + 2;
            var name = text[(open + 2)..close];
            switch (name[0])
            {
                case '/' when name[1..] == section:
                    return nodes;
                case '/':
                    throw new FormatException($"'{name}' closes nothing");
                case '#' or '^':
                    nodes.Add(new Node(name[0], name[1..], Parse(text, ref at, name[1..])));
                    break;
                case '&':
                    nodes.Add(new Node('&', name[1..], []));
                    break;
                default:
                    nodes.Add(new Node('=', name, []));
                    break;
            }
        }
    }

    private static void Render(List<Node> nodes, TextWriter writer, List<Scope> scopes)
    {
        foreach (var node in nodes)
        {
            switch (node.Kind)
            {
                case ' ':
                    writer.Write(node.Text);
                    break;
                case '=':
                    writer.Write(Encode((string)(Find(scopes, node.Text) ?? "")));
                    break;
                case '&':
                    ((Verbatim?)Find(scopes, node.Text))?.Invoke(writer);
                    break;
                default:
                    Section(node, writer, scopes);
                    break;
            }
        }
    }

    private static void Section(Node node, TextWriter writer, List<Scope> scopes)
    {
        var value = Find(scopes, node.Text);
        var present = value switch
        {
            null => false,
            bool flag => flag,
            string text => text.Length > 0,
            IReadOnlyCollection<Scope> list => list.Count > 0,
            _ => true,
        };
        if (node.Kind == '^' || value is not IReadOnlyCollection<Scope> items)
        {
            if (present != (node.Kind == '^'))
            {
                Render(node.Children, writer, scopes);
            }

            return;
        }

        foreach (var item in items)
        {
            scopes.Add(item);
            Render(node.Children, writer, scopes);
            scopes.RemoveAt(scopes.Count - 1);
        }
    }

    private static object? Find(List<Scope> scopes, string name)
    {
        for (var i = scopes.Count - 1; i >= 0; i--)
        {
            if (scopes[i].TryGetValue(name, out var value))
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"the page asks for '{name}', which nobody gave");
    }

    private sealed record Node(char Kind, string Text, List<Node> Children);
}
