using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>A MESSAGE to the service, and what the checks have found out about it so far.</summary>
internal sealed class ListRequest(SipServerTransaction transaction)
{
    public SipServerTransaction Transaction { get; } = transaction;

    public SipMessage Message => Transaction.Request;

    /// <summary>User part of the Request-URI: the service, or a stored list.</summary>
    public string User { get; } = transaction.Request.RequestUri?.User ?? "";

    /// <summary>What the operator has said about those around the address it came to.</summary>
    public Surroundings Surroundings { get; init; } = Surroundings.Unknown;

    /// <summary>Who has proved to have sent it; null where nobody has to.</summary>
    public string? Account { get; set; }

    /// <summary>The body taken apart; empty until it has been read.</summary>
    public ListBody Body { get; set; } = new([], [], []);

    /// <summary>Everybody the lists name, each once.</summary>
    public IReadOnlyList<Recipient> Recipients { get; set; } = [];

    /// <summary>The copies to make.</summary>
    public IReadOnlyList<Copy> Copies { get; set; } = [];

    /// <summary>The stored list it is addressed to, if any.</summary>
    public StoredList? Stored { get; set; }
}

/// <summary>What goes to one recipient.</summary>
/// <param name="Number">Its place in the order of sending, from 0.</param>
internal sealed record Copy(ListRequest Request, Recipient Recipient, OnwardTarget Target, int Number)
{
    /// <summary>Its next hop is trusted with identities.</summary>
    public bool GoesToTrust => Request.Surroundings.Trusts(Recipient.Uri);

    /// <summary>No other copy follows it.</summary>
    public bool IsLast => Number == Request.Copies.Count - 1;
}
