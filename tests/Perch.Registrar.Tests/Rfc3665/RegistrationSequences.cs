using Perch.TestKit.Network;
using Xunit;

namespace Perch.Registrar.Tests.Rfc3665;

/// <summary>RFC 3665 §2: registrations as they go well, and each again with one datagram lost or repeated.</summary>
public sealed class RegistrationSequences
{
    /// <summary>Nothing amiss; then each of the datagrams lost, and each arriving twice.</summary>
    public static IEnumerable<TheoryDataRow<int, int>> Mishaps(int datagrams) =>
        Enumerable.Range(1, datagrams)
            .SelectMany(number => new[] { new TheoryDataRow<int, int>(number, 0), new TheoryDataRow<int, int>(number, 2) })
            .Prepend(new(0, 1));

    // RFC 3665 §2.1: REGISTER, 401, REGISTER, 200.
    [Theory, MemberData(nameof(Mishaps), 4)]
    public void A_new_registration(int datagram, int arrivals)
    {
        using var office = new Office();
        var phone = office.Phone();
        Befall(office, datagram, arrivals);

        phone.Register();

        Assert.Equal([401, 200], phone.Statuses);
        Assert.Equal([phone.Contact], office.ContactsOf(office.Alice));
        Assert.Equal([$"added {phone.Contact}"], office.News.Heard);
    }

    // RFC 3665 §2.2: REGISTER, 200, with credentials that the phone still has.
    [Theory, MemberData(nameof(Mishaps), 2)]
    public void An_update_of_the_contact_list(int datagram, int arrivals)
    {
        using var office = Registered(out var phone, out var before);
        Befall(office, before + datagram, arrivals, datagram == 0);

        phone.Register(contact: "<mailto:alice@perch.test>");

        Assert.Equal([401, 200, 200], phone.Statuses);
        Assert.Equal(["mailto:alice@perch.test", phone.Contact], UrisOf(phone.Listed));
        Assert.Equal([phone.Contact], office.ContactsOf(office.Alice));
    }

    // RFC 3665 §2.3: REGISTER without Contact, 200.
    [Theory, MemberData(nameof(Mishaps), 2)]
    public void A_question_for_the_contact_list(int datagram, int arrivals)
    {
        using var office = Registered(out var phone, out var before);
        Befall(office, before + datagram, arrivals, datagram == 0);

        phone.Register(contact: "");

        Assert.Equal([401, 200, 200], phone.Statuses);
        Assert.Equal([phone.Contact], UrisOf(phone.Listed));
        Assert.Single(office.News.Heard);
    }

    // RFC 3665 §2.4: REGISTER with * and Expires 0, 200.
    [Theory, MemberData(nameof(Mishaps), 2)]
    public void A_cancellation(int datagram, int arrivals)
    {
        using var office = Registered(out var phone, out var before);
        Befall(office, before + datagram, arrivals, datagram == 0);

        phone.Register(contact: "*", expires: 0);

        Assert.Equal([401, 200, 200], phone.Statuses);
        Assert.Empty(phone.Listed);
        Assert.Empty(office.ContactsOf(office.Alice));
        Assert.Equal([$"added {phone.Contact}", $"Unregistered {phone.Contact}"], office.News.Heard);
    }

    // RFC 3665 §2.5: REGISTER, 401, REGISTER with wrong credentials, 401.
    [Theory, MemberData(nameof(Mishaps), 4)]
    public void An_unsuccessful_registration(int datagram, int arrivals)
    {
        using var office = new Office();
        var phone = office.Phone();
        phone.UsePassword("guessed");
        Befall(office, datagram, arrivals);

        phone.Register();

        Assert.Equal([401, 401], phone.Statuses);
        Assert.False(office.Locations.IsReachable(office.Alice.Id));
        Assert.Empty(office.News.Heard);
    }

    private static Office Registered(out Phone phone, out int datagrams)
    {
        var office = new Office();
        office.Directory.Put(office.Alice with { MaxBindings = 2 });
        phone = office.Phone();
        phone.Register();
        datagrams = office.Network.Sent.Count;

        return office;
    }

    private static void Befall(Office office, int datagram, int arrivals, bool nothing = false)
    {
        if (!nothing)
        {
            office.Network.Decide = sent => sent.Number == datagram ? new Fate.Repeated(arrivals) : Fate.Arrives;
        }
    }

    private static List<string> UrisOf(IEnumerable<string> contacts) =>
        [.. contacts.Select(contact => contact[1..contact.IndexOf('>')])];
}
