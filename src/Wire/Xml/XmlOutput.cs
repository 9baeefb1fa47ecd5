using System.Buffers;
using System.Text;

namespace Conformance.Wire.Xml;

/// <summary>Writes elements and attributes with exactly the prefixes asked for, which XmlWriter does not promise.</summary>
internal readonly struct XmlOutput(IBufferWriter<byte> output)
{
    public void Declaration() => output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);

    /// <summary>Markup that is known to need no escaping.</summary>
    public void Markup(ReadOnlySpan<byte> markup) => output.Write(markup);

    public void Open(string prefix, string name)
    {
        output.Write("<"u8);
        Name(prefix, name);
    }

    public void Close(string prefix, string name)
    {
        output.Write("</"u8);
        Name(prefix, name);
        output.Write(">"u8);
    }

    public void Attribute(string prefix, string name, string value)
    {
        output.Write(" "u8);
        Name(prefix, name);
        output.Write("=\""u8);
        XmlEscaping.Write(output, value);
        output.Write("\""u8);
    }

    /// <param name="prefix">Empty declares the default namespace.</param>
    public void Namespace(string prefix, string uri)
    {
        if (prefix.Length == 0)
        {
            Attribute("", "xmlns", uri);
        }
        else
        {
            Attribute("xmlns", prefix, uri);
        }
    }

    public void Text(string text) => XmlEscaping.Write(output, text);

    private void Name(string prefix, string name)
    {
        if (prefix.Length > 0)
        {
            _ = Encoding.UTF8.GetBytes(prefix, output);
            output.Write(":"u8);
        }

        _ = Encoding.UTF8.GetBytes(name, output);
    }
}
