namespace Conformance.ReferenceImpl;

/// <summary>A named fault of one seat: the seat with it must be found out, and blamed for <see cref="Requirement"/>.</summary>
/// <param name="Id">Stable name, row and a few words: "3.2-04-notification".</param>
/// <param name="Requirement">The requirement it breaks, with its suite prefix: "RCPT-3.2-04".</param>
/// <param name="Seat">The seat it belongs to, one of <see cref="ReferenceSeats.All"/>.</param>
/// <param name="Text">One sentence about what the faulty seat does.</param>
public abstract record Deviation(string Id, string Requirement, string Seat, string Text);

/// <summary>A fault as an edit of the seat's conduct: the record of values and decisions that the conformant code follows.</summary>
/// <param name="Id"><inheritdoc cref="Deviation" path="/param[@name='Id']"/></param>
/// <param name="Requirement"><inheritdoc cref="Deviation" path="/param[@name='Requirement']"/></param>
/// <param name="Seat"><inheritdoc cref="Deviation" path="/param[@name='Seat']"/></param>
/// <param name="Text"><inheritdoc cref="Deviation" path="/param[@name='Text']"/></param>
/// <param name="Edit">Conformant conduct in, faulty conduct out.</param>
public sealed record Deviation<TConduct>(string Id, string Requirement, string Seat, string Text, Func<TConduct, TConduct> Edit)
    : Deviation(Id, Requirement, Seat, Text);
