using Xunit;

namespace Perch.Registrar.Tests.Rfc3665;

public sealed class Section2_1_SuccessfulNewRegistration
{
    [Fact]
    public void Alice_is_challenged_once_and_then_registered()
    {
        using var office = new Office();
        var phone = office.Phone();

        phone.Register();

        Assert.Equal([401, 200], phone.Statuses);
        Assert.Equal([phone.Contact], office.ContactsOf(office.Alice));
    }
}
