using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>A Content-Type value (RFC 2045 5.1). Two media types are equal when they were written alike.</summary>
public sealed record MediaType
{
    private MediaType(string text, string type, string subtype, IReadOnlyList<MimeParameter> parameters)
    {
        Text = text;
        Type = type;
        Subtype = subtype;
        Parameters = parameters;
    }

    /// <summary>The value as received.</summary>
    public string Text { get; }

    /// <summary>The top-level type as spelt, e.g. <c>text</c>.</summary>
    public string Type { get; }

    /// <summary>The subtype as spelt, e.g. <c>plain</c>.</summary>
    public string Subtype { get; }

    /// <summary>The parameters in order of appearance.</summary>
    public IReadOnlyList<MimeParameter> Parameters { get; }

    /// <summary>Whether this is a multipart of any kind.</summary>
    public bool IsMultipart => Type.Equals("multipart", StringComparison.OrdinalIgnoreCase);

    /// <summary>The charset parameter, or null.</summary>
    public string? Charset => Parameter("charset");

    /// <summary>The boundary parameter, or null.</summary>
    public string? Boundary => Parameter("boundary");

    /// <summary>Compares type and subtype, ignoring case and parameters. <c>text/*</c> matches every text type.</summary>
    public bool Is(string typeAndSubtype)
    {
        var slash = typeAndSubtype.IndexOf('/');
        if (slash < 0)
        {
            return false;
        }

        var subtype = typeAndSubtype.AsSpan(slash + 1);
        return typeAndSubtype.AsSpan(0, slash).Equals(Type, StringComparison.OrdinalIgnoreCase)
            && (subtype is "*" || subtype.Equals(Subtype, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The first parameter of that name (case ignored), unquoted; null when there is none.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter.Value;
            }
        }

        return null;
    }

    /// <summary>Reads a value such as <c>multipart/mixed; boundary="x y"</c>. Comments in parentheses are skipped.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MediaType? mediaType)
    {
        mediaType = null;
        if (text is null)
        {
            return false;
        }

        var reader = new MimeValueReader(text);
        if (!reader.TakeToken(out var type) || !reader.Take('/') || !reader.TakeToken(out var subtype)
            || !reader.TakeParameters(out var parameters))
        {
            return false;
        }

        mediaType = new MediaType(text, type, subtype, parameters);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, out MediaType?)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out MediaType? mediaType) =>
        TryParse(Encoding.UTF8.GetString(text), out mediaType);

    /// <summary>Reads a value that is known to be right, e.g. a constant.</summary>
    /// <exception cref="FormatException">The text is not a media type.</exception>
    public static MediaType Parse(string text) =>
        TryParse(text, out var mediaType) ? mediaType : throw new FormatException($"Not a media type: '{text}'.");

    /// <inheritdoc/>
    public bool Equals(MediaType? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The value as received.</summary>
    public override string ToString() => Text;
}
