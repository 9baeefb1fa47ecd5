using System.Net;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>
/// Numbers URIs so that equal ones (RFC 3261 19.1.4) share a number. URIs are first put apart by what always has to match (scheme, user, host, port),
/// so that a list of thousands is not compared each with each. The comparison is not transitive: the earliest equal URI decides.
/// </summary>
internal sealed class UriTable
{
    private readonly Dictionary<string, List<(SipUri Uri, int Number)>> _groups = new(StringComparer.Ordinal);

    /// <summary>Different URIs seen.</summary>
    public int Count { get; private set; }

    /// <summary>The largest number of different URIs that agree in scheme, user, host and port: what a search costs at most.</summary>
    public int MostAlike { get; private set; }

    /// <returns>Whether the URI is new; if so, its number is the count before.</returns>
    public bool Add(SipUri uri, out int number)
    {
        var key = KeyOf(uri);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new List<(SipUri, int)>(1);
        }

        foreach (var known in group)
        {
            if (known.Uri.EquivalentTo(uri))
            {
                number = known.Number;
                return false;
            }
        }

        number = Count++;
        group.Add((uri, number));
        MostAlike = Math.Max(MostAlike, group.Count);
        return true;
    }

    // Equal URIs must get equal keys; that unequal ones may share a key too costs only time.
    private static string KeyOf(SipUri uri)
    {
        var scheme = uri.Scheme.ToLowerInvariant();
        return uri.IsSip || uri.IsSips
            ? $"{scheme}:{Uri.UnescapeDataString(uri.User ?? "")}:{Uri.UnescapeDataString(uri.Password ?? "")}@{HostKey(uri.Host)}:{uri.Port}"
            : scheme + uri.ToString()[scheme.Length..];
    }

    private static string HostKey(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address.ToString() : host.ToLowerInvariant();
}
