using System.Text;
using Conformance.Wire.Lists;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>How the service tells recipients about each other.</summary>
internal sealed record HistoryConduct
{
    /// <summary>Stands for everybody hidden (RFC 5364 4).</summary>
    public string AnonymousUri { get; init; } = ResourceLists.AnonymousUri;

    /// <summary>The default format of MESSAGE list services (RFC 5365 4).</summary>
    public string ContentType { get; init; } = ResourceLists.MediaType;

    /// <summary>Optional, so that a recipient that knows nothing of histories shows the text (RFC 5365 7.3).</summary>
    public string Disposition { get; init; } = "recipient-list-history; handling=optional";

    /// <summary>Who gets a history, given that there is somebody to show.</summary>
    public Func<Recipient, bool> IsFor { get; init; } = _ => true;

    /// <summary>How a recipient counts in the history: as listed.</summary>
    public Func<Recipient, Recipient> Shown { get; init; } = recipient => recipient;

    /// <summary>A last look at the entries, with everybody the list names and the one this copy goes to; null for the copy all share.</summary>
    public Func<IReadOnlyList<ListEntry>, IReadOnlyList<Recipient>, Recipient?, IReadOnlyList<ListEntry>> Entries { get; init; } =
        (entries, _, _) => entries;

    /// <summary>Whether each recipient has a history of its own, beyond what <see cref="BlindMode.Self"/> needs.</summary>
    public bool Individual { get; init; }

    /// <summary>For whom a copy's history is encrypted, where there is a certificate: its recipient (RFC 5365 7.3). Null for nobody.</summary>
    public Func<Copy, Recipient?> Reader { get; init; } = copy => copy.Recipient;

    /// <summary>A last look at the document.</summary>
    public Func<string, string> Document { get; init; } = text => text;

    /// <summary>The document as octets.</summary>
    public byte[] Write(IReadOnlyList<ListEntry> entries) =>
        Encoding.UTF8.GetBytes(Document(Encoding.UTF8.GetString(ResourceLists.Write(entries))));
}
