using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>What URIs, addresses and Via values do alike with the parameters at their end.</summary>
internal static class SipParameters
{
    public static bool AreValid(ReadOnlySpan<byte> text, bool header, byte separator = (byte)';')
    {
        var cursor = new SipParameterCursor(text, header, separator);
        while (cursor.MoveNext())
        {
        }
        return !cursor.Failed;
    }

    public static IReadOnlyList<SipParameter> Read(ReadOnlySpan<byte> text, bool header, byte separator = (byte)';')
    {
        if (text.IsEmpty)
        {
            return [];
        }
        var list = new List<SipParameter>();
        var cursor = new SipParameterCursor(text, header, separator);
        while (cursor.MoveNext())
        {
            list.Add(new SipParameter(Encoding.UTF8.GetString(cursor.Name), cursor.HasValue ? SipText.Unfold(cursor.Value) : null));
        }
        return list;
    }

    /// <summary>Null when absent, empty when without value.</summary>
    public static string? Value(ReadOnlySpan<byte> text, string name, bool header)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (!Encoding.UTF8.TryGetBytes(name, bytes, out int length))
        {
            return null;
        }
        var cursor = new SipParameterCursor(text, header);
        if (!SipParameterCursor.Find(ref cursor, bytes[..length]))
        {
            return null;
        }
        return SipText.Unquote(SipText.Unfold(cursor.Value));
    }

    /// <summary>The list with the parameter set: in place when it was there, else at the end.</summary>
    public static string With(ReadOnlySpan<byte> text, string name, string? value, bool header)
    {
        string written = new SipParameter(name, value).ToString();
        ThrowUnlessOne(written, name, header);
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        var cursor = new SipParameterCursor(text, header);
        if (!SipParameterCursor.Find(ref cursor, wanted))
        {
            return $"{Encoding.UTF8.GetString(text)};{written}";
        }
        return $"{Encoding.UTF8.GetString(text[..cursor.Start])};{written}{Encoding.UTF8.GetString(text[cursor.End..])}";
    }

    public static string Without(ReadOnlySpan<byte> text, string name, bool header)
    {
        byte[] unwanted = Encoding.UTF8.GetBytes(name);
        var kept = new StringBuilder();
        int from = 0;
        var cursor = new SipParameterCursor(text, header);
        while (SipParameterCursor.Find(ref cursor, unwanted))
        {
            kept.Append(Encoding.UTF8.GetString(text[from..cursor.Start]));
            from = cursor.End;
        }
        return kept.Append(Encoding.UTF8.GetString(text[from..])).ToString();
    }

    /// <summary>A value must not smuggle in a second parameter, nor end the list.</summary>
    private static void ThrowUnlessOne(string written, string name, bool header)
    {
        byte[] text = Encoding.UTF8.GetBytes($";{written}");
        var cursor = new SipParameterCursor(text, header);
        bool one = cursor.MoveNext() && cursor.End == text.Length && cursor.Name.Length == Encoding.UTF8.GetByteCount(name)
            && (header || SipSyntax.IsEscapedText(text, SipSyntax.Set.UriParameters));
        if (!one)
        {
            throw new WireFormatException(WireError.At(WireReason.HeaderValue, text, 1, "not a parameter"));
        }
    }
}
