using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>A list kept by the service and addressed by its user part (RFC 5363 1).</summary>
/// <param name="Members">All blind: nothing says that they may know of each other.</param>
/// <param name="Hidden">Not even those who write to the list may learn who is on it.</param>
/// <param name="RefusesReceipts">
/// For a hidden list, which of the two ways of the receipts draft, 8.2: refuse what asks for receipts, or collect them and send one.
/// </param>
internal sealed record StoredList(string Name, IReadOnlyList<Recipient> Members, bool Hidden, bool RefusesReceipts)
{
    /// <exception cref="ArgumentException">A line is no URI.</exception>
    public static StoredList Read(string name, string members, bool hidden, bool refusesReceipts) => new(
        name,
        [.. members.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Member)],
        hidden,
        refusesReceipts);

    private static Recipient Member(string uri) =>
        new(SipUri.TryParse(uri, out var parsed) ? parsed : throw new ArgumentException($"\"{uri}\" is no URI."), CopyControl.Bcc, Hidden: false);
}
