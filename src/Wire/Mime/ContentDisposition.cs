using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Conformance.Wire.Mime;

/// <summary>A Content-Disposition value (RFC 2183, RFC 3261 20.11).</summary>
public sealed record ContentDisposition
{
    private ContentDisposition(string text, string type, IReadOnlyList<MimeParameter> parameters)
    {
        Text = text;
        Type = type;
        Parameters = parameters;
    }

    /// <summary>The value as received.</summary>
    public string Text { get; }

    /// <summary>The disposition type as spelt, e.g. <c>confirm</c>. Compare with <see cref="Is"/>.</summary>
    public string Type { get; }

    /// <summary>The parameters in order of appearance.</summary>
    public IReadOnlyList<MimeParameter> Parameters { get; }

    /// <summary>The handling parameter as spelt, or null. When it is absent RFC 3261 20.11 assumes <c>required</c>.</summary>
    public string? Handling => Parameter("handling");

    /// <summary>Whether the disposition type is this one; case is ignored (RFC 2183 2).</summary>
    public bool Is(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

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

    /// <summary>Reads a value such as <c>recipient-list-history; handling=optional</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ContentDisposition? disposition)
    {
        disposition = null;
        if (text is null)
        {
            return false;
        }

        var reader = new MimeValueReader(text);
        if (!reader.TakeToken(out var type) || !reader.TakeParameters(out var parameters))
        {
            return false;
        }

        disposition = new ContentDisposition(text, type, parameters);
        return true;
    }

    /// <inheritdoc cref="TryParse(string?, out ContentDisposition?)"/>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out ContentDisposition? disposition) =>
        TryParse(Encoding.UTF8.GetString(text), out disposition);

    /// <inheritdoc/>
    public bool Equals(ContentDisposition? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The value as received.</summary>
    public override string ToString() => Text;
}
