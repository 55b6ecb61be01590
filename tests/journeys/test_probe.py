def test_probe(post, served):
    sandra = post("sandra.nerin")
    print(sandra.text())
