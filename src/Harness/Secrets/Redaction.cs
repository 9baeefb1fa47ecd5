using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Conformance.Harness.Secrets;

/// <summary>
/// Hides secrets. Every octet of a secret is replaced by an asterisk, so that lengths stay true and the journal can still be read as messages.
/// Secrets are also found as JSON, XML and URLs spell them. May be used from any thread.
/// </summary>
public sealed class Redaction
{
    /// <summary>What stands in place of a secret that is printed by itself.</summary>
    public const string Mask = "******";

    // Shorter ones are words and numbers that stand in messages by chance, as parts of others: those are found where they stand alone.
    private const int Telling = 8;

    private readonly Lock _gate = new();
    private volatile string[] _texts = [];
    private volatile byte[][] _octets = [];

    /// <summary>Hides nothing.</summary>
    public static Redaction None => new();

    /// <summary>True when there is nothing to hide.</summary>
    public bool IsEmpty => _texts.Length == 0;

    /// <summary>Octets of the longest spelling of a secret; 0 when there is none.</summary>
    public int Longest => _octets is [var longest, ..] ? longest.Length : 0;

    /// <summary>Hides one more text from here on. An empty one is no secret.</summary>
    public void Hide(string secret)
    {
        if (secret.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            string[] texts = [.. _texts.Concat(SpellingsOf(secret)).Distinct(StringComparer.Ordinal).OrderByDescending(Encoding.UTF8.GetByteCount)];
            _octets = [.. texts.Select(Encoding.UTF8.GetBytes)];
            _texts = texts;
        }
    }

    /// <summary>Hides what another one hides, too.</summary>
    public void Hide(Redaction other)
    {
        foreach (var text in other._texts)
        {
            Hide(text);
        }
    }

    /// <summary>The text without its secrets; the same text when there are none in it.</summary>
    public string Apply(string text)
    {
        foreach (var secret in _texts)
        {
            for (var at = text.IndexOf(secret, StringComparison.Ordinal); at >= 0; at = text.IndexOf(secret, at + secret.Length, StringComparison.Ordinal))
            {
                if (secret.Length >= Telling || StandsAlone(at > 0 ? text[at - 1] : ' ', at + secret.Length < text.Length ? text[at + secret.Length] : ' '))
                {
                    text = string.Concat(text.AsSpan(0, at), new string('*', secret.Length), text.AsSpan(at + secret.Length));
                }
            }
        }

        return text;
    }

    /// <summary>Overwrites the secrets in place.</summary>
    /// <returns>True when there was one.</returns>
    public bool Apply(Span<byte> octets)
    {
        var found = false;
        foreach (var secret in _octets)
        {
            var from = 0;
            for (var at = octets.IndexOf(secret); at >= 0; at = from < octets.Length ? octets[from..].IndexOf(secret) : -1)
            {
                var begin = from + at;
                from = begin + secret.Length;
                if (secret.Length >= Telling || StandsAlone(begin > 0 ? (char)octets[begin - 1] : ' ', from < octets.Length ? (char)octets[from] : ' '))
                {
                    octets[begin..from].Fill((byte)'*');
                    found = true;
                }
            }
        }

        return found;
    }

    /// <summary>The octets without their secrets; the same memory when there are none in it.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> octets)
    {
        if (!Contains(octets.Span))
        {
            return octets;
        }

        var copy = octets.ToArray();
        return Apply(copy.AsSpan()) ? copy : octets;
    }

    private bool Contains(ReadOnlySpan<byte> octets)
    {
        foreach (var secret in _octets)
        {
            if (octets.IndexOf(secret) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool StandsAlone(char before, char after) => !char.IsAsciiLetterOrDigit(before) && !char.IsAsciiLetterOrDigit(after);

    private static IEnumerable<string> SpellingsOf(string secret)
    {
        yield return secret;
        yield return JsonEncodedText.Encode(secret).ToString();
        yield return JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        yield return HtmlEncoder.Default.Encode(secret);
        yield return Uri.EscapeDataString(secret);

        // A key in PEM is written in lines, and a line of it alone must not be read either.
        foreach (var line in secret.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length > 16 && l != secret && !l.StartsWith("-----", StringComparison.Ordinal)))
        {
            yield return line;
        }
    }
}
