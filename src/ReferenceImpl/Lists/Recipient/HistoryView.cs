using Conformance.ReferenceImpl.Hosting;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Recipient;

/// <summary>A history as its reader sees it.</summary>
internal sealed class HistoryView(ReceivedMessage message, SipHost host, ListRecipientConduct conduct)
{
    private readonly IReadOnlyList<ListEntry> _entries = [.. message.History?.FlatEntries ?? []];

    /// <summary>One line per entry: level and URI, or level and how many are not disclosed.</summary>
    public IEnumerable<string> Lines => _entries.Select(entry => conduct.IsAnonymous(entry)
        ? $"{Word(entry)} undisclosed {conduct.CountOf(entry)}"
        : $"{Word(entry)} {entry.Uri}");

    /// <summary>Whether the user may reply to all.</summary>
    public bool MayReplyToAll => conduct.MayReplyToAll(
        message.History,
        [.. _entries.Where(entry => Address(entry) is { } uri && IsSelf(uri)).Select(conduct.LevelOf)]);

    /// <summary>Who gets a reply to all: the sender and the visible others, less the user and those not disclosed.</summary>
    public IReadOnlyList<SipUri> ReplyTargets => conduct.Targets(
        Sender(),
        [.. _entries.Select(entry => (Uri: Address(entry), Level: conduct.LevelOf(entry)))
            .Where(entry => entry.Uri is not null && !IsSelf(entry.Uri))
            .Select(entry => (entry.Uri ?? throw new InvalidOperationException(), entry.Level))]);

    /// <summary>Sender and others, each once; a listed URI is a better address of the sender than From, which has no port.</summary>
    public static IReadOnlyList<SipUri> Targets(SipUri? sender, IReadOnlyList<(SipUri Uri, CopyControl Level)> others)
    {
        var known = new UriTable();
        IEnumerable<SipUri> all = others.Select(other => other.Uri);
        if (sender is not null && !others.Any(other => SipAddresses.SameUser(other.Uri.ToString(), sender.ToString())))
        {
            all = all.Prepend(sender);
        }

        return [.. all.Where(uri => known.Add(uri, out _))];
    }

    private string Word(ListEntry entry) => conduct.LevelOf(entry).ToString().ToLowerInvariant();

    private SipUri? Address(ListEntry entry) => !conduct.IsAnonymous(entry) && SipUri.TryParse(entry.Uri, out var uri) ? uri : null;

    private bool IsSelf(SipUri uri) => host.IsHere(uri) && Uri.UnescapeDataString(uri.User ?? "") == Uri.UnescapeDataString(message.User);

    // Reply-To is where the sender wants replies (RFC 3261 20.31); an anonymous sender cannot have any.
    private SipUri? Sender()
    {
        var uri = conduct.HeedsReplyTo && message.Request.Value(SipHeader.ReplyTo) is { } replyTo && SipNameAddress.TryParse(replyTo, out var address)
            ? address.Uri
            : message.Request.From?.Uri;
        return uri is null || uri.Host.EndsWith("anonymous.invalid", StringComparison.OrdinalIgnoreCase) ? null : uri;
    }
}
