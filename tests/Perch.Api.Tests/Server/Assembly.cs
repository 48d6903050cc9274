[assembly: AssemblyFixture(typeof(Perch.Api.Tests.ApiServer))]
